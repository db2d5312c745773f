@_exported import WhimbrelModel

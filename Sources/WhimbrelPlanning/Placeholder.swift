import CCrypto
import CPGQuery
import WhimbrelModel

import Whimbrel

await WhimbrelTool.main()

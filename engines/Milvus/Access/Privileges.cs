namespace Lab.Engines.Milvus.Access;

/// <summary>Which privilege each call needs, after Milvus's documentation of users and roles. Calls that are not here need none.</summary>
internal static class Privileges
{
    public const string Everything = "All";
    public const string Any = "*";
    public const string AdminRole = "admin";
    public const string PublicRole = "public";

    private const string OnCollection = "Collection";
    private const string OnGlobal = "Global";
    private const string OnUser = "User";

    private static readonly Dictionary<string, Privilege> ByCall = new(StringComparer.Ordinal)
    {
        ["CreateDatabase"] = new(OnGlobal, "CreateDatabase"),
        ["DropDatabase"] = new(OnGlobal, "DropDatabase"),
        ["ListDatabases"] = new(OnGlobal, "ListDatabases"),
        ["DescribeDatabase"] = new(OnGlobal, "DescribeDatabase"),
        ["CreateCollection"] = new(OnGlobal, "CreateCollection"),
        ["DropCollection"] = new(OnGlobal, "DropCollection"),
        ["RenameCollection"] = new(OnGlobal, "RenameCollection"),
        ["DescribeCollection"] = new(OnGlobal, "DescribeCollection"),
        ["ShowCollections"] = new(OnGlobal, "ShowCollections"),
        ["GetCollectionStatistics"] = new(OnCollection, "GetStatistics"),
        ["LoadCollection"] = new(OnCollection, "Load"),
        ["LoadPartitions"] = new(OnCollection, "Load"),
        ["ReleaseCollection"] = new(OnCollection, "Release"),
        ["ReleasePartitions"] = new(OnCollection, "Release"),
        ["GetLoadState"] = new(OnCollection, "GetLoadState"),
        ["GetLoadingProgress"] = new(OnCollection, "GetLoadingProgress"),
        ["CreatePartition"] = new(OnCollection, "CreatePartition"),
        ["DropPartition"] = new(OnCollection, "DropPartition"),
        ["HasPartition"] = new(OnCollection, "HasPartition"),
        ["ShowPartitions"] = new(OnCollection, "ShowPartitions"),
        ["GetPartitionStatistics"] = new(OnCollection, "GetStatistics"),
        ["CreateAlias"] = new(OnGlobal, "CreateAlias"),
        ["DropAlias"] = new(OnGlobal, "DropAlias"),
        ["AlterAlias"] = new(OnGlobal, "CreateAlias"),
        ["DescribeAlias"] = new(OnGlobal, "DescribeAlias"),
        ["ListAliases"] = new(OnGlobal, "ListAliases"),
        ["CreateIndex"] = new(OnCollection, "CreateIndex"),
        ["DescribeIndex"] = new(OnCollection, "IndexDetail"),
        ["GetIndexStatistics"] = new(OnCollection, "IndexDetail"),
        ["GetIndexState"] = new(OnCollection, "IndexDetail"),
        ["GetIndexBuildProgress"] = new(OnCollection, "IndexDetail"),
        ["DropIndex"] = new(OnCollection, "DropIndex"),
        ["Insert"] = new(OnCollection, "Insert"),
        ["Upsert"] = new(OnCollection, "Upsert"),
        ["Delete"] = new(OnCollection, "Delete"),
        ["Search"] = new(OnCollection, "Search"),
        ["Query"] = new(OnCollection, "Query"),
        ["Flush"] = new(OnCollection, "Flush"),
        ["CreateCredential"] = new(OnGlobal, "CreateOwnership"),
        ["DeleteCredential"] = new(OnGlobal, "DropOwnership"),
        ["UpdateCredential"] = new(OnUser, "UpdateUser"),
        ["ListCredUsers"] = new(OnGlobal, "SelectOwnership"),
        ["CreateRole"] = new(OnGlobal, "CreateOwnership"),
        ["DropRole"] = new(OnGlobal, "DropOwnership"),
        ["OperateUserRole"] = new(OnGlobal, "ManageOwnership"),
        ["SelectRole"] = new(OnGlobal, "SelectOwnership"),
        ["SelectUser"] = new(OnUser, "SelectUser"),
        ["OperatePrivilege"] = new(OnGlobal, "ManageOwnership"),
        ["SelectGrant"] = new(OnGlobal, "SelectOwnership"),
    };

    // What every user may, by the role "public".
    private static readonly Privilege[] OfEveryone = [new(OnCollection, "IndexDetail"), new(OnGlobal, "DescribeCollection"), new(OnGlobal, "ShowCollections"), new(OnGlobal, "ListDatabases")];

    public static Privilege? Of(string call) => ByCall.GetValueOrDefault(call);

    public static bool IsEveryones(Privilege privilege) => OfEveryone.Contains(privilege);

    public static bool IsObject(string name) => name is OnCollection or OnGlobal or OnUser;

    public static bool Exists(string kind, string name) => name is Everything or Any || ByCall.ContainsValue(new Privilege(kind, name));
}

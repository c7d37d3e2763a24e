namespace Lab.Repository.Format;

/// <summary>Constants of docs/repository-format.md.</summary>
internal static class RepositoryFormat
{
    /// <summary>The format that this program writes; it reads no newer one.</summary>
    public const int Version = 1;

    /// <summary>The value of <c>format</c> in the file <c>config</c>.</summary>
    public const string Name = "lab-repository";

    /// <summary>Key of the configuration.</summary>
    public const string ConfigKey = "config";

    /// <summary>Prefix of key slots.</summary>
    public const string Keys = "keys/";

    /// <summary>Prefix of packs.</summary>
    public const string Packs = "packs/";

    /// <summary>Prefix of index files.</summary>
    public const string Index = "index/";

    /// <summary>Prefix of snapshot manifests.</summary>
    public const string Snapshots = "snapshots/";

    /// <summary>Prefix of marks that protect a snapshot from being pruned.</summary>
    public const string Protected = "protected/";

    /// <summary>Prefix of locks.</summary>
    public const string Locks = "locks/";

    /// <summary>Prefix of receipts; what follows is the key of the object that should be there.</summary>
    public const string Receipts = "receipts/";

    /// <summary>Prefix of what verifications found wrong with packs.</summary>
    public const string Damaged = "damaged/";

    /// <summary>When each pack was last verified.</summary>
    public const string Verification = "state/verification";

    /// <summary>Bytes of an AES-GCM tag.</summary>
    public const int TagSize = 16;
}

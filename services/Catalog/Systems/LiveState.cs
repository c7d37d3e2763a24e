namespace Lab.Catalog.Systems;

/// <summary>What could be learned about a system.</summary>
internal enum LiveState
{
    /// <summary>It answered in its own protocol.</summary>
    Reachable,

    /// <summary>It was asked and did not answer as it should.</summary>
    Unreachable,

    /// <summary>It could not be asked.</summary>
    Unknown,
}

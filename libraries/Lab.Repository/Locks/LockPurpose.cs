namespace Lab.Repository.Locks;

/// <summary>What a lock is held for.</summary>
public enum LockPurpose
{
    /// <summary>Reads: nothing that is there now may be removed.</summary>
    Read,

    /// <summary>Writes a snapshot.</summary>
    Write,

    /// <summary>Collects garbage.</summary>
    Collect,
}

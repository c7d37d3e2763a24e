namespace Lab.Engines.MongoDB.Sessions;

/// <summary>A client's logical session.</summary>
internal sealed class LogicalSession(string id, byte[] key)
{
    /// <summary>Its identifier and the user's digest, for messages and look-ups.</summary>
    public string Id => id;

    /// <summary>The same as bytes.</summary>
    public byte[] Key => key;

    public DateTimeOffset LastUsed { get; set; }

    /// <summary>The transaction that was begun last; it may have ended.</summary>
    public Transaction? Transaction { get; set; }

    /// <summary>The number of the transaction that was committed last, so that a repeated commit is answered the same; -1: none.</summary>
    public long Committed { get; set; } = -1;

    /// <summary>Guards the fields above.</summary>
    public Lock Lock { get; } = new();
}

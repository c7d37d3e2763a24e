namespace Lab.Engines.MongoDB.Security;

/// <summary>What a command needs.</summary>
[Flags]
internal enum Privilege
{
    None = 0,
    Read = 1,
    Write = 2,

    /// <summary>Collections, indexes and their statistics.</summary>
    Schema = 4,
    Users = 8,

    /// <summary>The server's state.</summary>
    Monitor = 16,
    ListDatabases = 32,
    All = 63,
}

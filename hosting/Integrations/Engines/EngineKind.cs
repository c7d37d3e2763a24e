namespace Lab.Hosting.Integrations.Engines;

/// <summary>What a declared server can run as.</summary>
internal enum EngineKind
{
    /// <summary>A local process.</summary>
    Embedded,

    /// <summary>A container.</summary>
    Container,

    /// <summary>Nothing on this machine.</summary>
    Unavailable,
}

namespace Lab.Hosting.Integrations;

/// <summary>What a declared server runs as in a local run (<c>Lab:Engines</c>).</summary>
public enum EngineMode
{
    /// <summary>The real thing: a local process where that is a real server, else a container where one can run, else a local process.</summary>
    Auto,

    /// <summary>A local process, never a container.</summary>
    Embedded,

    /// <summary>A container, never a local process.</summary>
    Containers,
}

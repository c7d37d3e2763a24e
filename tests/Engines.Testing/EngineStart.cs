using System.Collections.Immutable;

namespace Lab.Engines.Testing;

/// <summary>What an engine is started with.</summary>
public sealed record EngineStart(string Program, string Home, string Name)
{
    public int Port { get; init; } = EngineProcess.FreePort();

    public string User { get; init; } = "postgres";

    public string Password { get; init; } = "p'a\\ss \"wörd$1";

    public ImmutableArray<string> Settings { get; init; } = [];

    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether to start it as the user nobody; the tests must run as root for that.</summary>
    public bool AsNobody { get; init; }
}

namespace Lab.Hosting.Integrations.Engines;

/// <summary>What a declared server runs as, and why.</summary>
/// <param name="Runs">What it runs as.</param>
/// <param name="Reason">Why, in one line.</param>
internal sealed record EngineDecision(EngineKind Runs, string Reason)
{
    /// <summary>The decision as it is shown.</summary>
    public string Text => Runs switch
    {
        EngineKind.Embedded => $"embedded: {Reason}",
        EngineKind.Container => $"container: {Reason}",
        _ => $"not available: {Reason}",
    };
}

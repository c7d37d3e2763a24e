namespace Lab.Catalog.Systems;

/// <summary>A declared system beside what was seen of it.</summary>
/// <param name="Declared">What lab.json declares.</param>
/// <param name="Live">What it says now.</param>
/// <param name="LastReachable">What it said when it last answered; null when it answers now, or never did.</param>
internal sealed record CatalogedSystem(Declaration Declared, Observation Live, Observation? LastReachable)
{
    /// <summary>The system's name.</summary>
    public string Name => Declared.Name;
}

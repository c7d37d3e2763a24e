namespace Lab.Catalog.Systems;

/// <param name="State">Whether the system answered.</param>
/// <param name="ObservedAt">When.</param>
/// <param name="Reason">Why there are no facts; null where there are.</param>
/// <param name="Facts">What it said about itself; null where it was not reached.</param>
internal sealed record Observation(LiveState State, DateTimeOffset ObservedAt, string? Reason, Facts? Facts);

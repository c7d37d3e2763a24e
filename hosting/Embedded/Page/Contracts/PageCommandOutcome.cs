namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>How a command ended.</summary>
/// <param name="Success">Whether it succeeded.</param>
internal sealed record PageCommandOutcome(bool Success);

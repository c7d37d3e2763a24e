namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>A named value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; null when it is masked.</param>
/// <param name="Masked">Whether it is kept back because it is, or holds, a secret.</param>
internal sealed record PageFact(string Name, string? Value, bool Masked);

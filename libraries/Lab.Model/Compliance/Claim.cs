namespace Lab.Model.Compliance;

/// <summary>What the lab's documents claim about a control.</summary>
/// <param name="Status">The claimed status.</param>
/// <param name="Title">What the document understands the control to be, which may differ from the framework's title.</param>
/// <param name="Assessed">When it was assessed; <see langword="null"/> where that is still open.</param>
public sealed record Claim(ClaimStatus Status, string Title, DateOnly? Assessed);

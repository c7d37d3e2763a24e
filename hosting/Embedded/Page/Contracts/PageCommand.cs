namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>A command of a resource.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="Description">What it does.</param>
/// <param name="State">Enabled, Disabled or Hidden.</param>
/// <param name="Confirmation">What to ask before it is executed.</param>
/// <param name="Highlighted">Whether it is shown in the first row.</param>
internal sealed record PageCommand(string Name, string DisplayName, string? Description, string State, string? Confirmation, bool Highlighted);

namespace Lab.Hosting.Integrations.Containers;

/// <summary>The search for a container runtime.</summary>
/// <param name="Command">The one that answers; <see langword="null"/> where none does.</param>
/// <param name="Reason">Why none does, as part of a sentence.</param>
internal sealed record RuntimeSearch(string? Command, string Reason);

namespace Lab.Hosting.Integrations.Containers;

/// <summary>Whether an image can run as a container, and why.</summary>
/// <param name="IsAvailable">Whether it can.</param>
/// <param name="Reason">Why or why not, as part of a sentence.</param>
internal sealed record ContainerAvailability(bool IsAvailable, string Reason);

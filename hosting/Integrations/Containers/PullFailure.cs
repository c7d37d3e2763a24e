namespace Lab.Hosting.Integrations.Containers;

/// <summary>That an image could not be fetched.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, as part of a sentence.</param>
internal sealed record PullFailure(DateTimeOffset At, string Reason);

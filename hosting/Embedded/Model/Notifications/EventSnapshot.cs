namespace Aspire.Hosting.ApplicationModel;

/// <summary>An event that was published for a resource.</summary>
/// <param name="EventTask">Completes when all subscribers are done; fails if one did.</param>
internal sealed record EventSnapshot(Task EventTask);

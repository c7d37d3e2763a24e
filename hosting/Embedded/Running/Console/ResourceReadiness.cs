using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>How far a resource has come.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="State">Its state, for example <c>Running</c>.</param>
/// <param name="Verdict">What is to be said of it.</param>
/// <param name="Reason">Why it is not healthy, in one line.</param>
/// <param name="Endpoint">Where it is reached.</param>
internal sealed record ResourceReadiness(IResource Resource, string State, Verdict Verdict, string? Reason, string? Endpoint);

namespace Lab.Hosting.Embedded.Running.Launching;

/// <summary>With what an instance is started.</summary>
/// <param name="Environment">Environment variables.</param>
/// <param name="Arguments">Arguments.</param>
internal sealed record LaunchConfiguration(IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Arguments);

namespace Lab.Hosting.Embedded.Running.State;

/// <summary>What a host writes down about itself in its state folder.</summary>
/// <param name="ProcessId">The host's process.</param>
/// <param name="WatchdogId">The process that cleans up after it.</param>
/// <param name="RunId">Identifies the run.</param>
internal sealed record HostRecord(int ProcessId, int? WatchdogId, string RunId);

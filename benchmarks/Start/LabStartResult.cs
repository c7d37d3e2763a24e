namespace Lab.Benchmarks.Start;

/// <summary>One start of the lab.</summary>
/// <param name="Healthy">Whether everything became healthy.</param>
/// <param name="Seconds">From typing the command until all was healthy, building included.</param>
/// <param name="HostSeconds">The same as the AppHost itself counts it: without `dotnet run`'s own work. 0 when it said nothing.</param>
/// <param name="MemoryMiB">The largest memory of the whole tree seen, in MiB; 0 where it cannot be read.</param>
/// <param name="Output">What the command printed.</param>
internal sealed record LabStartResult(bool Healthy, double Seconds, double HostSeconds, double MemoryMiB, string Output);

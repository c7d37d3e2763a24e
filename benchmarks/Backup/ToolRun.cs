namespace Lab.Benchmarks.Backup;

/// <summary>What one run of a program took.</summary>
/// <param name="Seconds">Wall clock.</param>
/// <param name="ProcessorSeconds">Of all processors, user and system: what other work on the machine does not change much.</param>
/// <param name="Output">What the program wrote to its output.</param>
internal sealed record ToolRun(double Seconds, double ProcessorSeconds, string Output);

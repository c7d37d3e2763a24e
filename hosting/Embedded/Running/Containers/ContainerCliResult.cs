namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>How a command of a container runtime ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote, trimmed; empty when it was handed on line by line.</param>
/// <param name="Error">The last line that it wrote to standard error.</param>
internal sealed record ContainerCliResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
}

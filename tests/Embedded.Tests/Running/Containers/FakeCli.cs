using System.ComponentModel;
using Lab.Hosting.Embedded.Running.Containers;

namespace Lab.Embedded.Tests.Running.Containers;

/// <summary>A container runtime that answers as it is told.</summary>
internal sealed class FakeCli(string program, Func<ContainerCliCall, CancellationToken, Task<ContainerCliResult>> answer) : IContainerCli
{
    public List<string> Calls { get; } = [];

    public string Program => program;

    public static FakeCli Missing(string program) => new(program, (_, _) => throw new Win32Exception("not found"));

    public static FakeCli Answering(string program, int exitCode = 0, string output = "", string error = "") =>
        new(program, (_, _) => Task.FromResult(new ContainerCliResult(exitCode, output, error)));

    public Task<ContainerCliResult> RunAsync(ContainerCliCall call, CancellationToken cancellationToken)
    {
        Calls.Add(string.Join(' ', call.Arguments));
        return answer(call, cancellationToken);
    }
}

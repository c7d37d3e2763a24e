using System.Text;
using CliWrap;
using Lab.Hosting.Embedded.Running.Processes;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>docker or podman; they understand the same commands.</summary>
/// <param name="program">The program.</param>
/// <param name="watchdog">Ends commands that still run when the host is gone.</param>
internal sealed class ContainerCli(string program, Watchdog watchdog) : IContainerCli
{
    public string Program => program;

    public async Task<ContainerCliResult> RunAsync(ContainerCliCall call, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var error = "";
        var command = Cli.Wrap(program)
            .WithArguments(call.Arguments)
            .WithEnvironmentVariables(call.Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(call.Input.IsEmpty ? PipeSource.Null : PipeSource.FromBytes(call.Input))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(line => Write(line, isError: false)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Write(line, isError: true)));
        var running = command.ExecuteAsync(cancellationToken);
        watchdog.Register(running.ProcessId);
        try
        {
            var result = await running.ConfigureAwait(false);
            return new ContainerCliResult(result.ExitCode, output.ToString().Trim(), error);
        }
        finally
        {
            watchdog.Unregister(running.ProcessId);
        }

        void Write(string line, bool isError)
        {
            call.Line?.Invoke(line, isError);
            if (isError)
            {
                error = string.IsNullOrWhiteSpace(line) ? error : line.Trim();
            }
            else if (call.Line is null)
            {
                output.AppendLine(line);
            }
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Lab.Engines.Processes;

/// <summary>Runs a program to its end, as another user where that is asked for.</summary>
public static class Tool
{
    /// <summary>Runs a program and collects what it says.</summary>
    /// <param name="program">The program and what it is started with.</param>
    /// <param name="account">The user it is to run as, when this process is root's.</param>
    /// <param name="input">What it reads from its standard input, secrets included.</param>
    /// <param name="cancellationToken">Kills the program and those it started.</param>
    /// <returns>The exit code and the output.</returns>
    /// <exception cref="EngineException">The program cannot be started.</exception>
    public static async Task<ToolResult> RunAsync(
        ServerProgram program, ServiceAccount? account, string input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        var start = new ProcessStartInfo(program.Path, program.Arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = program.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.Environment.Clear();
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        if (account is not null)
        {
            start.UserName = account.Name;
        }

        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, input, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new ToolResult(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new EngineException($"{start.FileName} cannot be started.");
        }
        catch (Win32Exception error)
        {
            throw new EngineException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that ended before it read says in its exit code and output why.
        }
    }
}

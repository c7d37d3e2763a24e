using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lab.Engines.Processes;

/// <summary>Lets a server take the place of its engine: the same process, so that signals, the exit code and the output are the server's.</summary>
public static class ProcessReplacement
{
    private const int LastStandardSignal = 31;
    private const int KillSignal = 9;
    private const int SizeOfSignalSet = 128;

    /// <summary>Replaces this process by a program. Where the system cannot do that (Windows), runs it as a child that ends with this process.</summary>
    /// <param name="program">The program.</param>
    /// <param name="account">The user it is to run as, when this process is root's; root's rights are given up for good.</param>
    /// <param name="cancellationToken">Ends the child; without meaning once the process is replaced.</param>
    /// <returns>The exit code of the child. Returns only where the process was not replaced.</returns>
    /// <exception cref="EngineException">The program cannot be started.</exception>
    public static async Task<int> RunAsync(ServerProgram program, ServiceAccount? account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        cancellationToken.ThrowIfCancellationRequested();
        if (OperatingSystem.IsWindows())
        {
            return await ChildServer.RunAsync(program, cancellationToken).ConfigureAwait(false);
        }

        await Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        Replace(program, account);
        throw new InvalidOperationException("A replaced process goes on.");
    }

    [UnsupportedOSPlatform("windows")]
    private static void Replace(ServerProgram program, ServiceAccount? account)
    {
        string?[] arguments = [program.Path, .. program.Arguments, null];
        string?[] environment = [.. program.Environment.Select(variable => $"{variable.Key}={variable.Value}"), null];

        Check(UnixCalls.ChangeDirectory(program.WorkingDirectory), $"{program.WorkingDirectory} cannot be entered");
        if (account is not null)
        {
            // The C library changes the identity of all threads, not of this one alone; the order matters: groups need root's rights.
            Check(UnixCalls.SetGroups(1, [account.GroupId]), $"The groups of user '{account.Name}' cannot be taken");
            Check(UnixCalls.SetGroup(account.GroupId), $"The group of user '{account.Name}' cannot be taken");
            Check(UnixCalls.SetUser(account.UserId), $"The identity of user '{account.Name}' cannot be taken");
        }

        // Handlers end with this program, but ignored signals (.NET ignores SIGPIPE) and blocked ones would stay so in the next.
        for (var signal = 1; signal <= LastStandardSignal; signal++)
        {
            if (signal is not KillSignal)
            {
                _ = UnixCalls.SetSignal(signal, UnixCalls.DefaultDisposition);
            }
        }

        _ = UnixCalls.SetSignalMask(OperatingSystem.IsMacOS() ? 3 : 2, new byte[SizeOfSignalSet], 0);
        Check(UnixCalls.Execute(program.Path, arguments, environment), $"{program.Path} cannot be started");
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new EngineException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }
}

using Aspire.Hosting;

namespace Lab.Hosting.Embedded;

/// <summary>A command line that asks for something that there is not.</summary>
internal static class CommandLineMistake
{
    private const int ExitCode = 2;

    /// <summary>Makes the exception; if nobody handles it, the program ends with its message alone, without a stack trace, and exit code 2.</summary>
    public static DistributedApplicationException Of(string message)
    {
        var mistake = new DistributedApplicationException(message);
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
        {
            if (ReferenceEquals(unhandled.ExceptionObject, mistake))
            {
                Console.Error.WriteLine(message);
                Environment.Exit(ExitCode);
            }
        };
        return mistake;
    }
}

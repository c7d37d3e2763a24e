using Aspire.Hosting;
using Lab.State;

namespace Lab.Hosting.Embedded;

/// <summary>Ends a program whose mistake is known with its message alone, without a stack trace.</summary>
internal static class OneLineErrors
{
    private const int Failed = 1;
    private const int CalledWrongly = 2;

    /// <summary>From now on, an unhandled exception whose message says all ends the program with that message and exit code 1, or 2 for the command line.</summary>
    public static void Enable()
    {
        AppDomain.CurrentDomain.UnhandledException -= Report;
        AppDomain.CurrentDomain.UnhandledException += Report;
    }

    private static void Report(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is Usage usage)
        {
            Console.Out.WriteLine(usage.Message);
            Environment.Exit(0);
        }

        if (unhandled.ExceptionObject is StateFolderException or DistributedApplicationException)
        {
            Console.Error.WriteLine(((Exception)unhandled.ExceptionObject).Message);
            Environment.Exit(unhandled.ExceptionObject is CommandLineMistake ? CalledWrongly : Failed);
        }
    }
}

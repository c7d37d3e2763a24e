using Aspire.Hosting;
using Lab.Model;
using Lab.State;

namespace Lab.Hosting.Integrations;

/// <summary>Mistakes that a person can mend are shown as their message, without a stack trace.</summary>
public static class StartupErrors
{
    /// <summary>From here on, an unhandled mistake in lab.json, in the configuration or in the state folder ends the program with its message and exit code 1.</summary>
    public static void ShowAsMessages() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (unhandled.ExceptionObject is Exception error && IsMendable(error))
        {
            Console.Error.WriteLine(error.Message);
            Environment.Exit(1);
        }
    };

    // What is derived from the host's exception is the host's to report: it may end with another exit code.
    private static bool IsMendable(Exception error) =>
        error is LabFileException or UndeclaredException or StateFolderException || error.GetType() == typeof(DistributedApplicationException);
}

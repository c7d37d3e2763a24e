using Aspire.Hosting;

namespace Lab.Hosting.Embedded;

/// <summary>A command line that asks for something that there is not. If nobody handles it, the program ends with its message alone and exit code 2.</summary>
internal sealed class CommandLineMistake : DistributedApplicationException
{
    private CommandLineMistake(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line that names the argument and what is allowed.</param>
    public static DistributedApplicationException Of(string message) => new CommandLineMistake(message);
}

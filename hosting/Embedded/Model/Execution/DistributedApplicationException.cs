namespace Aspire.Hosting;

/// <summary>The application's declaration, or the host, is at fault; the message says in which way.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates an exception.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates an exception.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

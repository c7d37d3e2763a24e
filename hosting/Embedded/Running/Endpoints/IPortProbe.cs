namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Tells whether somebody listens on a port of the loopback interface.</summary>
internal interface IPortProbe
{
    /// <summary>Whether a server could listen on a port, with IPv4 and with IPv6 where there is such.</summary>
    bool IsFree(int port);

    /// <summary>Names the process that listens on a port, where the operating system tells.</summary>
    /// <returns>For example <c>postgres (pid 4711)</c>, or null.</returns>
    string? Holder(int port);
}

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>The signals the host sends, with their numbers on Linux and macOS.</summary>
internal enum UnixSignal
{
    /// <summary>Sends nothing, but tells whether the process is there.</summary>
    None = 0,

    /// <summary>SIGINT: end now, cleanly; for PostgreSQL, without waiting for its clients.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL: cannot be ignored.</summary>
    Kill = 9,

    /// <summary>SIGTERM: end, cleanly.</summary>
    Terminate = 15,
}

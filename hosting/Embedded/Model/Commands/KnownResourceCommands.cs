namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the commands that the host itself provides.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a resource and starts it again.</summary>
    public static readonly string RestartCommand = "restart";

    /// <summary>Builds a resource and starts it again.</summary>
    public static readonly string RebuildCommand = "rebuild";

    /// <summary>Gives a parameter a value.</summary>
    public static readonly string SetParameterCommand = "parameter-set";

    /// <summary>Takes a parameter's value away.</summary>
    public static readonly string DeleteParameterCommand = "parameter-delete";
}

using Aspire.Hosting.ApplicationModel;
using Lab.State;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>The environment that an engine's program reads what it is to be from.</summary>
internal static class EngineVariables
{
    public const string Port = "LAB_ENGINE_PORT";

    /// <param name="context">The environment of the engine's process.</param>
    /// <param name="home">The state folder.</param>
    /// <param name="name">The system's name.</param>
    /// <param name="port">The port of the primary endpoint.</param>
    /// <param name="userName">The administrator's name; <see langword="null"/> where the engine knows no users.</param>
    /// <param name="password">The administrator's password; <see langword="null"/> where the engine has no authentication.</param>
    public static void Write(EnvironmentCallbackContext context, LabHome home, string name, EndpointReferenceExpression port, object? userName, ParameterResource? password)
    {
        context.EnvironmentVariables["LAB_HOME"] = home.Path;
        context.EnvironmentVariables["LAB_ENGINE_NAME"] = name;
        context.EnvironmentVariables[Port] = port;
        if (userName is not null)
        {
            context.EnvironmentVariables["LAB_ENGINE_USER"] = userName;
        }

        if (password is not null)
        {
            context.EnvironmentVariables["LAB_ENGINE_PASSWORD"] = password;
        }
    }
}

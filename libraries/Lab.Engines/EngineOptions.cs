using System.Globalization;
using System.Text.RegularExpressions;
using Lab.State;

namespace Lab.Engines;

/// <summary>What an engine is started with: its environment (see the constants) and its arguments <c>--set name=value</c>.</summary>
public sealed partial class EngineOptions
{
    /// <summary>The environment variable with the system's name, for example <c>proj-pg01</c>.</summary>
    public const string NameVariable = "LAB_ENGINE_NAME";

    /// <summary>The environment variable with the TCP port on 127.0.0.1 (1–65535).</summary>
    public const string PortVariable = "LAB_ENGINE_PORT";

    /// <summary>The environment variable with the name of the administrator.</summary>
    public const string UserVariable = "LAB_ENGINE_USER";

    /// <summary>The environment variable with the administrator's password.</summary>
    public const string PasswordVariable = "LAB_ENGINE_PASSWORD";

    private EngineOptions(string home, string name, int port, string? user, string? password, string? cache, IReadOnlyDictionary<string, string> settings)
    {
        HomePath = home;
        Name = name;
        Port = port;
        User = user;
        Password = password;
        CachePath = cache;
        Settings = settings;
    }

    /// <summary>The system's name: small letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The settings, by name; of a name that was given twice the last value counts.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    internal string HomePath { get; }

    private string? User { get; }

    private string? Password { get; }

    private string? CachePath { get; }

    /// <summary>Reads and checks the options.</summary>
    /// <param name="arguments">The arguments of the engine's process.</param>
    /// <param name="variable">Reads an environment variable; <see langword="null"/> when it is not set.</param>
    /// <returns>The options.</returns>
    /// <exception cref="EngineException">An option is missing or wrong; the message names it and what is allowed.</exception>
    public static EngineOptions Read(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(variable);

        var name = Required(variable, NameVariable, "the system's name");
        if (!NamePattern().IsMatch(name))
        {
            throw new EngineException($"{NameVariable}='{name}' is not a name: allowed are up to 63 small letters, digits and hyphens, the first a letter.");
        }

        var portText = Required(variable, PortVariable, "a TCP port");
        if (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            throw new EngineException($"{PortVariable}='{portText}' is not a port: allowed is a number from 1 to 65535.");
        }

        return new EngineOptions(
            Required(variable, LabHome.Variable, "the lab's state folder"),
            name,
            port,
            variable(UserVariable),
            variable(PasswordVariable),
            variable(LabCache.Variable),
            ReadSettings(arguments));
    }

    /// <summary>Opens the lab's state folder.</summary>
    /// <returns>The state folder.</returns>
    /// <exception cref="StateFolderException">It cannot be created or written.</exception>
    public LabHome OpenHome() => LabHome.Open(HomePath);

    /// <summary>Opens the machine's cache.</summary>
    /// <returns>The cache.</returns>
    /// <exception cref="StateFolderException">It cannot be created or written.</exception>
    public LabCache OpenCache() => LabCache.Open(CachePath);

    /// <summary>What to end with when the engine's port cannot be opened.</summary>
    /// <param name="error">What was thrown; its cause is told.</param>
    public EngineException PortUnavailable(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new EngineException($"Port {Port} cannot be opened on 127.0.0.1: {error.GetBaseException().Message}.", error);
    }

    /// <summary>The administrator's name, for engines that know users.</summary>
    /// <returns>A name without control characters, at most 63 bytes.</returns>
    /// <exception cref="EngineException">It is missing or wrong.</exception>
    public string RequireUser()
    {
        var user = Required(_ => User, UserVariable, "the administrator's name");
        return user.Any(char.IsControl) || System.Text.Encoding.UTF8.GetByteCount(user) > 63
            ? throw new EngineException($"{UserVariable} is not a user's name: allowed are up to 63 bytes without control characters.")
            : user;
    }

    /// <summary>The administrator's password, for engines that know passwords.</summary>
    /// <returns>A password without control characters.</returns>
    /// <exception cref="EngineException">It is missing or wrong; the message does not repeat it.</exception>
    public string RequirePassword()
    {
        var password = Required(_ => Password, PasswordVariable, "the administrator's password");
        return password.Any(char.IsControl)
            ? throw new EngineException($"{PasswordVariable} is not a password: control characters are not allowed in it.")
            : password;
    }

    private static string Required(Func<string, string?> variable, string name, string meaning) =>
        variable(name) is { Length: > 0 } value
            ? value
            : throw new EngineException($"{name} is not set: it names {meaning}.");

    private static Dictionary<string, string> ReadSettings(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] != "--set" || i + 1 == arguments.Count)
            {
                throw new EngineException($"'{arguments[i]}' is not understood: allowed are arguments of the form --set name=value.");
            }

            var parts = arguments[i + 1].Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0)
            {
                throw new EngineException($"'--set {parts[0]}' has no value: allowed is --set name=value.");
            }

            if (parts[1].Any(char.IsControl))
            {
                throw new EngineException($"The value of setting '{parts[0]}' has a control character in it: that is not allowed.");
            }

            settings[parts[0]] = parts[1];
        }

        return settings;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

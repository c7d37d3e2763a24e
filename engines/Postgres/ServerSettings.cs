using System.Text.RegularExpressions;

namespace Lab.Engines.Postgres;

/// <summary>The settings that every server of the lab starts with, and the rules for those that are given.</summary>
internal static partial class ServerSettings
{
    // Where the server listens, whom it lets in and where its files lie is the engine's business.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "config_file", "data_directory", "hba_file", "ident_file", "listen_addresses", "port", "ssl", "ssl_cert_file", "ssl_key_file",
        "unix_socket_directories", "cluster_name", "logging_collector", "log_destination", "include", "include_dir", "include_if_exists",
    };

    private static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["shared_preload_libraries"] = "pg_stat_statements,auto_explain",
        // Values of parameters may be personal data: plans and statements are logged without them.
        ["auto_explain.log_min_duration"] = "1s",
        ["auto_explain.log_parameter_max_length"] = "0",
        ["log_parameter_max_length"] = "0",
        ["log_parameter_max_length_on_error"] = "0",
        ["log_line_prefix"] = "%m [%p] %q%u@%d ",
        ["log_timezone"] = "UTC",
        ["log_destination"] = "stderr",
        ["logging_collector"] = "off",
        ["password_encryption"] = "scram-sha-256",
        ["ssl_min_protocol_version"] = "TLSv1.2",
        ["track_io_timing"] = "on",
    };

    /// <summary>Joins the given settings with the defaults, which they override.</summary>
    /// <exception cref="EngineException">A name is none, or reserved.</exception>
    public static IReadOnlyDictionary<string, string> Check(IReadOnlyDictionary<string, string> given)
    {
        var settings = new SortedDictionary<string, string>(Defaults.ToDictionary(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given)
        {
            if (!NamePattern().IsMatch(name))
            {
                throw new EngineException($"--set {name}: not a name of a PostgreSQL setting; allowed are letters, digits, underscores, and a dot after an extension's name.");
            }

            if (Reserved.Contains(name))
            {
                throw new EngineException($"--set {name}: this setting is chosen by the engine; allowed are all settings but {string.Join(", ", Reserved.Order(StringComparer.Ordinal))}.");
            }

            settings[name] = value;
        }

        return settings;
    }

    /// <summary>A value as it stands in a configuration file.</summary>
    public static string Quote(string value) =>
        $"'{value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

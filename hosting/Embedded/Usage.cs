using Aspire.Hosting;

namespace Lab.Hosting.Embedded;

/// <summary>Asked how the AppHost is called. If nobody handles it, the program ends with the answer alone and exit code 0.</summary>
internal sealed class Usage() : DistributedApplicationException(Text)
{
    private const string Text = """
        Starts the application: its resources, and a page that shows them. Ctrl+C stops all in order; a second one, at once.

        usage: dotnet run --project AppHost [-- OPTION...]
          --until-healthy        start everything, print what became healthy when, and stop again
          --timeout SECONDS      how long --until-healthy waits: 1 to 86400, 120 unless given
          --publisher manifest   write the manifest instead of running anything
          --output-path FILE     where --publisher writes it; dotnet run counts a relative path from the AppHost's folder
          --help                 print this

        Settings, as --KEY=VALUE, as an environment variable (__ in place of :), or in the AppHost's appsettings.json:
          Lab:Engines            what database systems run as: auto (unless given), embedded, containers
          Lab:Engines:NAME       the same for one system, for example --Lab:Engines:mongodb=containers
          Lab:File               the lab's declaration (lab.json)
          Lab:Home               the state folder, also LAB_HOME; a relative path counts from the AppHost's folder
          Lab:Page:Port          the resources page's port: any free one unless given
          Parameters:NAME        the value of a parameter, for example of a password

        exit codes: 0 stopped or all healthy, 1 could not start or not healthy, 2 called wrongly, 130 interrupted twice
        """;

    /// <summary>The arguments that ask for it.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--help", "-h", "-?", "/?"];
}

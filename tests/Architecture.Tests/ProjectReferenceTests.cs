using System.Xml.Linq;

namespace Lab.Architecture.Tests;

/// <summary>Dependencies point inward: AppHost to hosting; services to ServiceDefaults, clients and libraries; never sideways.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly SourceTree Tree = SourceTree.Find();

    [Theory]
    [InlineData("libraries", new[] { "libraries" })]
    [InlineData("engines", new[] { "libraries" })]
    [InlineData("hosting/Embedded", new[] { "libraries/Lab.State" })]
    [InlineData("hosting/EmbeddedClients", new string[0])]
    [InlineData("hosting/Clients", new[] { "libraries" })]
    [InlineData("hosting/Integrations", new[] { "libraries", "hosting/Embedded" })]
    [InlineData("ServiceDefaults", new[] { "libraries", "hosting/EmbeddedClients", "hosting/Clients" })]
    [InlineData("services", new[] { "ServiceDefaults", "libraries", "hosting/EmbeddedClients", "hosting/Clients" })]
    public void A_room_references_only_what_lies_further_in(string room, string[] allowed)
    {
        var strays = References(room).Where(r => !allowed.Any(a => Within(r.Target, a)));

        strays.ShouldBeEmpty();
    }

    [Fact]
    public void No_service_references_another() =>
        References("services").Where(r => Within(r.Target, "services")).ShouldBeEmpty();

    [Fact]
    public void No_engine_references_another() =>
        References("engines").Where(r => Within(r.Target, "engines")).ShouldBeEmpty();

    [Fact]
    public void Every_library_has_two_users()
    {
        var users = Tree.Files("*.csproj")
            .Where(project => !project.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(project => ReferencesOf(project))
            .Where(r => Within(r.Target, "libraries"))
            .GroupBy(r => r.Target)
            .ToDictionary(g => g.Key, g => g.Select(r => r.Project).Distinct().Count());

        // The command line is its first user; the backup service becomes the second when it keeps snapshots.
        const string awaited = "libraries/Lab.Repository/Lab.Repository.csproj";
        foreach (var library in Tree.Files("*.csproj", "libraries").Where(library => library.Path != awaited))
        {
            users.GetValueOrDefault(library.Path).ShouldBeGreaterThan(1, $"{library} is shared by nobody");
        }
    }

    private static bool Within(string path, string room) => path.StartsWith(room + "/", StringComparison.Ordinal);

    private static IEnumerable<(string Project, string Target)> References(string room) =>
        Tree.Files("*.csproj", room).SelectMany(ReferencesOf);

    private static IEnumerable<(string Project, string Target)> ReferencesOf(SourceFile project) =>
        XDocument.Load(project.FullPath).Descendants("ProjectReference")
            .Select(e => e.Attribute("Include")?.Value)
            .OfType<string>()
            .Where(include => !include.Contains('$', StringComparison.Ordinal))
            .Select(include => (project.Path, Path.GetRelativePath(Tree.Root, Path.GetFullPath(include.Replace('\\', '/'), Path.GetDirectoryName(project.FullPath)!)).Replace('\\', '/')));
}

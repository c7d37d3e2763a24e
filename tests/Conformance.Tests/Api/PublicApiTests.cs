namespace Lab.Conformance.Tests.Api;

/// <summary>
/// What stands in for Aspire's packages offers nothing that Aspire does not: Data/aspire-api.txt lists what Aspire 13.3
/// and 13.6 both have, without what they mark as experimental.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly HashSet<string> Aspire = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "aspire-api.txt"))];

    [Theory]
    [InlineData("Lab.Hosting.Embedded")]
    [InlineData("Lab.Hosting.EmbeddedClients")]
    public void Every_public_line_in_the_namespaces_of_Aspire_is_one_of_Aspire(string assembly)
    {
        using var surface = new PublicSurface();

        var strays = surface.Of(assembly, "Aspire", "Microsoft", "Projects").Where(line => !Aspire.Contains(line)).Order(StringComparer.Ordinal);

        strays.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Lab.Hosting.Embedded")]
    [InlineData("Lab.Hosting.EmbeddedClients")]
    public void Nothing_public_is_obsolete(string assembly)
    {
        using var surface = new PublicSurface();

        surface.ObsoleteOf(assembly).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Lab.Hosting.Embedded")]
    [InlineData("Lab.Hosting.EmbeddedClients")]
    public void The_surface_is_not_empty(string assembly)
    {
        using var surface = new PublicSurface();

        surface.Of(assembly, "Aspire", "Microsoft").ShouldNotBeEmpty();
    }
}

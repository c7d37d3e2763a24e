using Lab.Conformance.Tests.Processes;

namespace Lab.Conformance.Tests.Build;

public sealed class HostChoiceTests
{
    private static readonly string Integrations = Path.Combine(AppHostProgram.Root, "hosting/Integrations/Integrations.csproj");
    private static readonly string ServiceDefaults = Path.Combine(AppHostProgram.Root, "ServiceDefaults/ServiceDefaults.csproj");
    private static readonly string Tests = Path.Combine(AppHostProgram.Root, "tests/Integration/Integration.csproj");

    [Fact]
    public async Task Packages_are_referenced_at_the_declared_version_and_no_stand_in_is()
    {
        var packages = await MSBuildRun.ItemsAsync(Integrations, "PackageReference", "-p:AspireHosting=packages");
        var projects = await MSBuildRun.ItemsAsync(Integrations, "ProjectReference", "-p:AspireHosting=packages");

        packages.ShouldContain("Aspire.Hosting.PostgreSQL");
        projects.ShouldNotContain(path => path.Contains("Embedded", StringComparison.Ordinal));
        (await MSBuildRun.ItemsAsync(ServiceDefaults, "PackageReference", "-p:AspireHosting=packages")).ShouldContain("Aspire.Npgsql");
        (await MSBuildRun.ItemsAsync(Tests, "PackageReference", "-p:AspireHosting=packages")).ShouldContain("Aspire.Hosting.Testing");
    }

    [Fact]
    public async Task The_embedded_host_takes_the_place_of_every_package()
    {
        var packages = await MSBuildRun.ItemsAsync(Integrations, "PackageReference", "-p:AspireHosting=embedded");
        var projects = await MSBuildRun.ItemsAsync(Integrations, "ProjectReference", "-p:AspireHosting=embedded");

        packages.ShouldNotContain(name => name.StartsWith("Aspire.", StringComparison.Ordinal));
        projects.Count(path => path.EndsWith("hosting/Embedded/Embedded.csproj", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("packages", "Integrations needs Aspire.Hosting, Aspire.Hosting.PostgreSQL, ")]
    [InlineData("embedded", null)]
    public async Task Before_packages_are_fetched_a_line_names_them_and_the_way_back(string host, string? line)
    {
        var result = await MSBuildRun.RunAsync(Integrations, "-t:NameAspirePackages", $"-p:AspireHosting={host}", "-v:minimal");

        result.ExitCode.ShouldBe(0, result.StandardOutput);
        result.StandardOutput.Contains("without AspireHosting it takes this tree's own host", StringComparison.Ordinal).ShouldBe(line is not null);
        result.StandardOutput.ShouldContain(line ?? "");
    }

    [Fact]
    public async Task Another_host_is_refused_with_what_is_allowed()
    {
        var result = await MSBuildRun.RunAsync(Integrations, "-t:Build", "-p:AspireHosting=other");

        result.ExitCode.ShouldNotBe(0);
        result.StandardOutput.ShouldContain("AspireHosting is 'other'; allowed are 'embedded' (this tree's own host, the default) and 'packages' (Aspire's packages).");
    }
}

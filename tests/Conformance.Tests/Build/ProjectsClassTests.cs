using Lab.Conformance.Tests.Processes;

namespace Lab.Conformance.Tests.Build;

/// <summary>The classes in namespace Projects which the build makes of an AppHost's project references.</summary>
public sealed class ProjectsClassTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("projects-").FullName;

    private string Generated => Path.Combine(_folder, "obj", "Debug", "net10.0", "Projects");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_resource_gets_a_class_with_a_name_that_C_sharp_takes()
    {
        await Generate("""
            <ProjectReference Include="My.Api-v1.csproj" />
            <ProjectReference Include="2nd.csproj" />
            <ProjectReference Include="sub/Long.csproj" AspireProjectMetadataTypeName="Short" />
            <ProjectReference Include="Library.csproj" IsAspireProjectResource="false" />
            """);

        Directory.GetFiles(Generated).Select(Path.GetFileName).Order().ShouldBe(["My_Api_v1.g.cs", "Short.g.cs", "_2nd.g.cs", "_The_Host.AppHost.g.cs"], ignoreOrder: true);
        var api = await File.ReadAllTextAsync(Path.Combine(Generated, "My_Api_v1.g.cs"), TestContext.Current.CancellationToken);
        api.ShouldContain("namespace Projects;");
        api.ShouldContain("public class My_Api_v1 : global::Aspire.Hosting.IProjectMetadata");
        api.ShouldContain($"public string ProjectPath => \"\"\"{_folder}/My.Api-v1.csproj\"\"\";");
        api.ShouldContain("public bool SuppressBuild => true;");
        var host = await File.ReadAllTextAsync(Path.Combine(Generated, "_The_Host.AppHost.g.cs"), TestContext.Current.CancellationToken);
        host.ShouldContain("private The_Host()");
        host.ShouldContain($"public static string ProjectPath => \"\"\"{_folder}\"\"\";");
    }

    [Fact]
    public async Task A_class_is_left_alone_while_nothing_changes_and_goes_with_its_reference()
    {
        await Generate("""<ProjectReference Include="One.csproj" /><ProjectReference Include="Two.csproj" />""");
        var one = Path.Combine(Generated, "One.g.cs");
        File.Exists(one).ShouldBeTrue();
        var written = File.GetLastWriteTimeUtc(one);

        await Generate("""<ProjectReference Include="One.csproj" />""");

        File.GetLastWriteTimeUtc(one).ShouldBe(written);
        File.Exists(Path.Combine(Generated, "Two.g.cs")).ShouldBeFalse();
    }

    private async Task Generate(string references)
    {
        var hosting = Path.Combine(AppHostProgram.Root, "hosting");
        await WriteAsync("Directory.Build.props", $"""<Project><Import Project="{hosting}/AspireHosting.props" /></Project>""");
        await WriteAsync("Directory.Build.targets", $"""<Project><Import Project="{hosting}/AspireHosting.targets" /></Project>""");
        var project = await WriteAsync("The.Host.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <IsAspireHost>true</IsAspireHost>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
        var result = await MSBuildRun.RunAsync(project, "-t:WriteAspireProjectClasses", "-p:AspireHosting=embedded");
        result.ExitCode.ShouldBe(0, result.StandardOutput);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}

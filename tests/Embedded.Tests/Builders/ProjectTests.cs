using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class ProjectTests : IDisposable
{
    private const string LaunchSettings =
        """
        {
          // the first profile is not a program
          "profiles": {
            "iis": { "commandName": "IISExpress", "applicationUrl": "http://localhost:1" },
            "https": {
              "commandName": "Project",
              "applicationUrl": "https://localhost:7001;http://localhost:5001;http://127.0.0.1:5002",
              "launchUrl": "docs",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "MODE": "profile" }
            },
            "http": { "commandName": "Project", "applicationUrl": "http://localhost:5001" },
          }
        }
        """;

    private readonly DeclaredApplication run = DeclaredApplication.ToRun("--AppHost:DefaultLaunchProfileName=none-of-that-name");
    private readonly DeclaredApplication publish = DeclaredApplication.ToPublish();

    public void Dispose()
    {
        run.Dispose();
        publish.Dispose();
    }

    [Fact]
    public void In_a_run_every_address_of_the_launch_profile_is_an_endpoint()
    {
        run.AddProjectFile("Api", LaunchSettings);
        var project = run.Builder.AddProject("api", "Api/Api.csproj").Resource;

        Endpoints(project).ShouldBe([("https", "https", 7001), ("http", "http", 5001), ("http2", "http", 5002)]);
    }

    [Fact]
    public void When_published_there_is_one_endpoint_for_each_scheme_without_ports()
    {
        publish.AddProjectFile("Api", LaunchSettings);
        var project = publish.Builder.AddProject("api", "Api\\Api.csproj").Resource;

        Endpoints(project).ShouldBe([("http", "http", null), ("https", "https", null)]);
    }

    [Fact]
    public async Task In_a_run_it_is_told_where_to_listen_and_what_its_profile_says()
    {
        run.AddProjectFile("Api", LaunchSettings);
        var project = run.Builder.AddProject("api", "Api/Api.csproj").WithEnvironment("MODE", "declared").Resource;
        DeclaredApplication.Allocate(project);

        var environment = await run.EnvironmentOf(project);

        environment["ASPNETCORE_URLS"].ShouldBe("https://localhost:10000;http://localhost:10001;http://127.0.0.1:10002");
        environment["ASPNETCORE_HTTPS_PORT"].ShouldBe("10000");
        environment["DOTNET_LAUNCH_PROFILE"].ShouldBe("https");
        environment["ASPNETCORE_ENVIRONMENT"].ShouldBe("Development");
        environment["MODE"].ShouldBe("declared");
        environment.Keys.ShouldNotContain(name => name.StartsWith("OTEL_EXPORTER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_published_it_is_told_its_ports()
    {
        publish.AddProjectFile("Api", LaunchSettings);
        var project = publish.Builder.AddProject("api", "Api/Api.csproj").Resource;

        (await publish.EnvironmentOf(project)).ShouldBe(new Dictionary<string, string>
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["HTTP_PORTS"] = "{api.bindings.http.targetPort}",
        });
    }

    [Fact]
    public async Task Forwarded_headers_are_not_trusted_without_endpoints_or_when_disabled()
    {
        publish.AddProjectFile("Api", LaunchSettings);
        publish.AddProjectFile("Worker");
        var worker = publish.Builder.AddProject("worker", "Worker/Worker.csproj").Resource;
        var api = publish.Builder.AddProject("api", "Api/Api.csproj").DisableForwardedHeaders().Resource;

        (await publish.EnvironmentOf(worker)).Keys.ShouldBe(["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
        (await publish.EnvironmentOf(api)).Keys.ShouldNotContain("ASPNETCORE_FORWARDEDHEADERS_ENABLED");
    }

    [Fact]
    public void A_launch_profile_can_be_chosen_or_left_out()
    {
        run.AddProjectFile("Api", LaunchSettings);

        Endpoints(run.Builder.AddProject("chosen", "Api/Api.csproj", "http").Resource).ShouldBe([("http", "http", 5001)]);
        Endpoints(run.Builder.AddProject("none", "Api/Api.csproj", launchProfileName: null).Resource).ShouldBeEmpty();
    }

    [Fact]
    public void The_applications_own_launch_profile_is_preferred_where_the_project_has_it()
    {
        run.Builder.Configuration["AppHost:DefaultLaunchProfileName"] = "http";
        run.AddProjectFile("Api", LaunchSettings);

        Endpoints(run.Builder.AddProject("api", "Api/Api.csproj").Resource).ShouldBe([("http", "http", 5001)]);
    }

    [Fact]
    public void A_launch_profile_that_does_not_exist_is_refused_with_those_that_do()
    {
        run.AddProjectFile("Api", LaunchSettings);

        Should.Throw<DistributedApplicationException>(() => run.Builder.AddProject("api", "Api/Api.csproj", "htttp")).Message.ShouldBe(
            "Launch settings file does not contain 'htttp' profile. Project 'api' has: iis, https, http.");
    }

    [Fact]
    public void Broken_launch_settings_are_named()
    {
        run.AddProjectFile("Api", "{ nonsense");

        Should.Throw<DistributedApplicationException>(() => run.Builder.AddProject("api", "Api/Api.csproj")).Message.ShouldBe(
            "Failed to get effective launch profile for project resource 'api'. " +
            $"There is malformed JSON in the project's launch settings file at '{Path.Combine(run.Folder, "Api", "Properties", "launchSettings.json")}'.");
    }

    [Fact]
    public void A_project_that_does_not_exist_is_named() =>
        Should.Throw<DistributedApplicationException>(() => run.Builder.AddProject("api", "Api/Api.csproj")).Message.ShouldBe(
            $"Project file '{Path.Combine(run.Folder, "Api", "Api.csproj")}' of project 'api' was not found.");

    [Fact]
    public async Task Endpoints_of_the_projects_own_settings_take_the_launch_profiles_place()
    {
        const string settings = """{ "Kestrel": { "Endpoints": { "Grpc": { "Url": "http://localhost:6001", "Protocols": "Http2" } } } }""";
        run.AddProjectFile("Api", LaunchSettings, settings);
        var project = run.Builder.AddProject("api", "Api/Api.csproj").Resource;
        DeclaredApplication.Allocate(project);

        Endpoints(project).ShouldBe([("http", "http", 6001)]);
        project.Annotations.OfType<EndpointAnnotation>().Single().Transport.ShouldBe("http2");
        var environment = await run.EnvironmentOf(project);
        environment["Kestrel__Endpoints__http__Url"].ShouldBe("http://localhost:10000");
        environment.ShouldNotContainKey("ASPNETCORE_URLS");
    }

    [Fact]
    public async Task Endpoints_can_be_kept_from_the_project()
    {
        run.AddProjectFile("Api", LaunchSettings);
        var project = run.Builder.AddProject("api", "Api/Api.csproj").WithEndpointsInEnvironment(endpoint => endpoint.Name == "http").Resource;
        DeclaredApplication.Allocate(project);

        (await run.EnvironmentOf(project))["ASPNETCORE_URLS"].ShouldBe("http://localhost:10001");
    }

    [Fact]
    public async Task Telemetry_goes_where_the_app_hosts_own_goes()
    {
        run.Builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4317";
        run.AddProjectFile("Worker");
        var project = run.Builder.AddProject("worker", "Worker/Worker.csproj").Resource;

        var environment = await run.EnvironmentOf(project);

        environment["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://localhost:4317");
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("grpc");
        environment["OTEL_SERVICE_NAME"].ShouldBe("worker");
    }

    [Fact]
    public async Task The_launch_url_is_the_link()
    {
        run.AddProjectFile("Api", LaunchSettings);
        var project = run.Builder.AddProject("api", "Api/Api.csproj").Resource;
        DeclaredApplication.Allocate(project);

        (await UrlTests.LinksOf(run, project)).ShouldBe(["https://localhost:10000/docs", "http://localhost:10001/docs", "http://localhost:10002/docs"]);
    }

    [Fact]
    public void Replicas_are_at_least_one()
    {
        run.AddProjectFile("Worker");
        var project = run.Builder.AddProject("worker", "Worker/Worker.csproj").WithReplicas(3);

        project.Resource.GetReplicaCount().ShouldBe(3);
        Should.Throw<ArgumentOutOfRangeException>(() => project.WithReplicas(0));
    }

    private static IEnumerable<(string Name, string Scheme, int? Port)> Endpoints(ProjectResource project) =>
        project.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.UriScheme, endpoint.Port));
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class ReferenceTests : IDisposable
{
    private readonly DeclaredApplication run = DeclaredApplication.ToRun();
    private readonly DeclaredApplication publish = DeclaredApplication.ToPublish();

    public void Dispose()
    {
        run.Dispose();
        publish.Dispose();
    }

    [Fact]
    public async Task A_connection_comes_as_connection_string_and_properties()
    {
        var connection = run.Builder.AddConnectionString("my-db", ReferenceExpression.Create($"there"))
            .WithConnectionProperty("Region", "north");
        var resource = Program(run).WithReference(connection);

        (await run.EnvironmentOf(resource.Resource)).ShouldBe(
            new Dictionary<string, string> { ["ConnectionStrings__my-db"] = "there", ["MY_DB_REGION"] = "north" });
    }

    [Theory]
    [InlineData("other", "ConnectionStrings__other", "OTHER_REGION")]
    [InlineData("1st", "ConnectionStrings__1st", "_1ST_REGION")]
    [InlineData("", "ConnectionStrings__", "REGION")]
    public async Task A_connection_can_be_given_another_name(string name, string connectionString, string property)
    {
        var connection = run.Builder.AddConnectionString("db", ReferenceExpression.Create($"there")).WithConnectionProperty("Region", "north");
        var resource = Program(run).WithReference(connection, connectionName: name);

        (await run.EnvironmentOf(resource.Resource)).Keys.ShouldBe([connectionString, property]);
    }

    [Fact]
    public async Task A_configured_connection_string_may_have_a_variable_of_its_own()
    {
        run.Builder.Configuration["ConnectionStrings:legacy"] = "there";
        var resource = Program(run).WithReference(run.Builder.AddConnectionString("legacy", "LEGACY_DB"));

        (await run.EnvironmentOf(resource.Resource)).ShouldBe(new Dictionary<string, string> { ["LEGACY_DB"] = "there" });
    }

    [Fact]
    public async Task A_missing_connection_string_is_an_error_unless_it_is_optional()
    {
        var empty = run.Builder.AddResource(new EmptyConnection("empty"));

        (await run.EnvironmentOf(Program(run, "relaxed").WithReference(empty, optional: true).Resource)).ShouldBeEmpty();
        var error = await Should.ThrowAsync<Exception>(() => run.EnvironmentOf(Program(run, "strict").WithReference(empty).Resource));
        error.GetBaseException().Message.ShouldContain("empty");
    }

    [Fact]
    public async Task Endpoints_come_by_name_and_for_service_discovery_by_scheme()
    {
        var api = Api(run);
        var resource = Program(run).WithReference(api);

        (await run.EnvironmentOf(resource.Resource)).ShouldBe(new Dictionary<string, string>
        {
            ["MY_API_HTTP"] = "http://localhost:10000",
            ["services__my-api__http__0"] = "http://localhost:10000",
            ["MY_API_ADMIN"] = "http://localhost:10001",
            ["services__my-api__http__1"] = "http://localhost:10001",
        });
    }

    [Fact]
    public async Task A_single_endpoint_and_then_another_are_both_injected_once()
    {
        var api = Api(publish);
        var resource = Program(publish).WithReference(api.GetEndpoint("admin")).WithReference(api.GetEndpoint("admin"));

        (await publish.EnvironmentOf(resource.Resource)).ShouldBe(new Dictionary<string, string>
        {
            ["MY_API_ADMIN"] = "{my-api.bindings.admin.url}",
            ["services__my-api__http__0"] = "{my-api.bindings.admin.url}",
        });
        resource.WithReference(api.GetEndpoint("http"));
        (await publish.EnvironmentOf(resource.Resource)).Keys.ShouldContain("MY_API_HTTP");
    }

    [Fact]
    public async Task Endpoints_can_be_given_another_name()
    {
        var resource = Program(publish).WithReference(Api(publish), "backend");

        (await publish.EnvironmentOf(resource.Resource)).Keys.ShouldBe(
            ["backend_HTTP", "services__backend__http__0", "backend_ADMIN", "services__backend__http__1"]);
    }

    [Theory]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionString, "ConnectionStrings__db")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionProperties, "DB_REGION")]
    [InlineData(ReferenceEnvironmentInjectionFlags.Endpoints, "MY_API_HTTP", "MY_API_ADMIN")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, "services__my-api__http__0", "services__my-api__http__1")]
    [InlineData(ReferenceEnvironmentInjectionFlags.None)]
    public async Task What_references_inject_can_be_chosen(ReferenceEnvironmentInjectionFlags flags, params string[] variables)
    {
        var connection = publish.Builder.AddConnectionString("db", ReferenceExpression.Create($"there")).WithConnectionProperty("Region", "north");
        var resource = Program(publish).WithReferenceEnvironment(flags).WithReference(connection).WithReference(Api(publish));

        (await publish.EnvironmentOf(resource.Resource)).Keys.ShouldBe(variables);
    }

    [Fact]
    public async Task A_fixed_address_comes_under_its_name()
    {
        var resource = Program(run).WithReference("weather", new Uri("https://example.org/v1/"));

        (await run.EnvironmentOf(resource.Resource)).ShouldBe(new Dictionary<string, string>
        {
            ["services__weather__default__0"] = "https://example.org/v1/",
            ["weather"] = "https://example.org/v1/",
        });
    }

    [Theory]
    [InlineData("v1", "The uri for service reference must be absolute.")]
    [InlineData("https://example.org/v1", "The uri absolute path must end with '/'.")]
    [InlineData("https://example.org/#a", "The URI cannot contain a fragment.")]
    [InlineData("https://example.org/?a=b", "The URI cannot contain a query string.")]
    public void A_fixed_address_that_is_not_one_is_refused(string uri, string message) =>
        Should.Throw<InvalidOperationException>(() => Program(run).WithReference("weather", new Uri(uri, UriKind.RelativeOrAbsolute))).Message.ShouldBe(message);

    [Fact]
    public async Task An_external_service_comes_by_its_scheme_where_that_is_known()
    {
        run.Builder.Configuration["Parameters:link"] = "https://example.org/";
        var ofRun = Program(run).WithReference(run.Builder.AddExternalService("there", run.Builder.AddParameter("link")));
        var published = Program(publish).WithReference(publish.Builder.AddExternalService("there", publish.Builder.AddParameter("link")));

        (await run.EnvironmentOf(ofRun.Resource)).ShouldBe(
            new Dictionary<string, string> { ["THERE_HTTPS"] = "https://example.org/", ["services__there__https__0"] = "https://example.org/" });
        (await publish.EnvironmentOf(published.Resource)).ShouldBe(
            new Dictionary<string, string> { ["THERE"] = "{link.value}", ["services__there__default__0"] = "{link.value}" });
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("https://example.org/path")]
    public void An_external_service_needs_an_address(string url) =>
        Should.Throw<ArgumentException>(() => run.Builder.AddExternalService("there", url)).Message.ShouldStartWith($"The external service URL '{url}' is invalid: ");

    [Fact]
    public void Combined_properties_win_over_the_resources_own()
    {
        var redis = run.Builder.AddRedis("redis").Resource;

        var combined = redis.CombineProperties([new("port", ReferenceExpression.Create($"1")), new("Zone", ReferenceExpression.Create($"z"))]).ToList();

        combined.Select(property => property.Key).ShouldBe(["Host", "Port", "Password", "Uri", "Zone"], StringComparer.OrdinalIgnoreCase);
        combined[1].Value.ValueExpression.ShouldBe("1");
    }

    private static IResourceBuilder<ExecutableResource> Program(DeclaredApplication application, string name = "program") =>
        application.Builder.AddExecutable(name, "program", ".");

    private static IResourceBuilder<ProjectResource> Api(DeclaredApplication application)
    {
        var api = application.Builder.AddResource(new ProjectResource("my-api")).WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        DeclaredApplication.Allocate(api.Resource);
        return api;
    }

    private sealed class EmptyConnection(string name) : Resource(name), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Empty;
    }
}

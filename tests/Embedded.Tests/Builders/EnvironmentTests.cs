using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class EnvironmentTests : IDisposable
{
    private readonly DeclaredApplication run = DeclaredApplication.ToRun("--Parameters:user=ada", "--Parameters:link=https://example.org/");
    private readonly DeclaredApplication publish = DeclaredApplication.ToPublish();

    public void Dispose()
    {
        run.Dispose();
        publish.Dispose();
    }

    [Fact]
    public async Task Text_null_and_callbacks_become_variables()
    {
        var resource = run.Builder.AddContainer("c", "image")
            .WithEnvironment("TEXT", "text")
            .WithEnvironment("NULL", (string?)null)
            .WithEnvironment("CALLED", () => "called")
            .WithEnvironment(context => context.EnvironmentVariables["SYNC"] = "1")
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["ASYNC"] = "2";
            });

        (await run.EnvironmentOf(resource.Resource)).ShouldBe(
            new Dictionary<string, string> { ["TEXT"] = "text", ["NULL"] = "", ["CALLED"] = "called", ["SYNC"] = "1", ["ASYNC"] = "2" });
    }

    [Fact]
    public async Task References_are_resolved_in_a_run()
    {
        var environment = await run.EnvironmentOf(DeclareReferences(run));

        environment.ShouldBe(new Dictionary<string, string>
        {
            ["USER"] = "ada",
            ["GREETING"] = "hello ada",
            ["INTERPOLATED"] = "ada@http://localhost:10000",
            ["URL"] = "http://localhost:10000",
            ["PORT"] = "10000",
            ["CONNECTION"] = "at http://localhost:10000",
            ["LINK"] = "https://example.org/",
            ["STATIC"] = "https://example.com/",
        });
    }

    [Fact]
    public async Task References_are_expressions_when_published()
    {
        var environment = await publish.EnvironmentOf(DeclareReferences(publish));

        environment.ShouldBe(new Dictionary<string, string>
        {
            ["USER"] = "{user.value}",
            ["GREETING"] = "hello {user.value}",
            ["INTERPOLATED"] = "{user.value}@{web.bindings.http.url}",
            ["URL"] = "{web.bindings.http.url}",
            ["PORT"] = "{web.bindings.http.port}",
            ["CONNECTION"] = "{at.connectionString}",
            ["LINK"] = "{link.value}",
            ["STATIC"] = "https://example.com/",
        });
    }

    [Fact]
    public void A_variable_that_refers_to_a_resource_relates_to_it()
    {
        var user = run.Builder.AddParameter("user");
        var resource = run.Builder.AddContainer("c", "image").WithEnvironment("USER", ReferenceExpression.Create($"{user}"));

        var relationship = resource.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().ShouldHaveSingleItem();
        relationship.Resource.ShouldBe(user.Resource);
        relationship.Type.ShouldBe("Reference");
    }

    [Fact]
    public async Task An_external_service_whose_parameter_is_no_address_fails_the_start()
    {
        run.Builder.Configuration["Parameters:bad"] = "nowhere";
        var service = run.Builder.AddExternalService("there", run.Builder.AddParameter("bad"));
        var resource = run.Builder.AddContainer("c", "image").WithEnvironment("LINK", service);

        (await Should.ThrowAsync<Exception>(() => run.EnvironmentOf(resource.Resource))).GetBaseException().Message.ShouldBe(
            "The URL parameter 'bad' for the external service 'there' is invalid: The URL for the external service must be an absolute URI.");
    }

    [Fact]
    public async Task Arguments_are_text_references_and_what_callbacks_add()
    {
        var user = run.Builder.AddParameter("user");
        var resource = run.Builder.AddContainer("c", "image")
            .WithArgs("--verbose")
            .WithArgs("--user", user)
            .WithArgs(context => context.Args.Add(context.Resource.Name));

        (await run.ArgumentsOf(resource.Resource)).ShouldBe(["--verbose", "--user", "ada", "c"]);
    }

    [Fact]
    public async Task Arguments_that_refer_are_expressions_when_published()
    {
        var user = publish.Builder.AddParameter("user");
        var resource = publish.Builder.AddExecutable("e", "program", ".", "--user", user.Resource);

        (await publish.ArgumentsOf(resource.Resource)).ShouldBe(["--user", "{user.value}"]);
    }

    private static ExecutableResource DeclareReferences(DeclaredApplication application)
    {
        var builder = application.Builder;
        var user = builder.AddParameter("user");
        var web = builder.AddContainer("web", "image").WithHttpEndpoint(targetPort: 80);
        var at = builder.AddConnectionString("at", ReferenceExpression.Create($"at {web.GetEndpoint("http")}"));
        DeclaredApplication.Allocate(web.Resource);
        return builder.AddExecutable("c", "program", ".")
            .WithEnvironment("USER", user)
            .WithEnvironment("GREETING", ReferenceExpression.Create($"hello {user}"))
            .WithEnvironment("INTERPOLATED", $"{user}@{web.GetEndpoint("http")}")
            .WithEnvironment("URL", web.GetEndpoint("http"))
            .WithEnvironment("PORT", web.GetEndpoint("http").Property(EndpointProperty.Port))
            .WithEnvironment("CONNECTION", at)
            .WithEnvironment("LINK", builder.AddExternalService("linked", builder.AddParameter("link")))
            .WithEnvironment("STATIC", builder.AddExternalService("fixed", "https://example.com/"))
            .Resource;
    }
}

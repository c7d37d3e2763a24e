using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class ParameterTests : IDisposable
{
    private readonly DeclaredApplication run = DeclaredApplication.ToRun("--Parameters:configured=a", "--Parameters:with_underscores=b", "--Other:key=c");
    private readonly DeclaredApplication publish = DeclaredApplication.ToPublish();

    public void Dispose()
    {
        run.Dispose();
        publish.Dispose();
    }

    [Fact]
    public async Task A_parameter_is_configured_under_its_name_or_with_underscores_or_elsewhere()
    {
        (await ValueOf(run.Builder.AddParameter("configured"))).ShouldBe("a");
        (await ValueOf(run.Builder.AddParameter("with-underscores"))).ShouldBe("b");
        (await ValueOf(run.Builder.AddParameterFromConfiguration("elsewhere", "Other:key"))).ShouldBe("c");
    }

    [Fact]
    public async Task A_parameter_that_is_not_configured_names_its_key()
    {
        var error = await Should.ThrowAsync<MissingParameterValueException>(() => ValueOf(run.Builder.AddParameter("missing")));

        error.Message.ShouldBe("Parameter resource could not be used because configuration key 'Parameters:missing' is missing and the Parameter has no default value.");
    }

    [Fact]
    public async Task A_fixed_value_wins_over_configuration()
    {
        (await ValueOf(run.Builder.AddParameter("configured", "fixed"))).ShouldBe("fixed");
        (await ValueOf(run.Builder.AddParameter("called", () => "from a call", publishValueAsDefault: true))).ShouldBe("from a call");
    }

    [Fact]
    public void A_secret_is_not_published() =>
        Should.Throw<ArgumentException>(() => run.Builder.AddParameter("p", "v", publishValueAsDefault: true, secret: true)).ParamName.ShouldBe("secret");

    [Fact]
    public async Task A_generated_password_is_the_same_in_the_next_run()
    {
        var first = await ValueOf(run.Builder.AddPostgres("pg").Resource.PasswordParameter);
        var next = DistributedApplication.CreateBuilder([$"--Lab:Home={run.Builder.Configuration["Lab:Home"]}"]);

        first.Length.ShouldBe(22);
        (await ValueOf(next.AddPostgres("pg").Resource.PasswordParameter)).ShouldBe(first);
        (await ValueOf(next.AddPostgres("other").Resource.PasswordParameter)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Publishing_writes_nothing_into_the_state_folder()
    {
        (await ValueOf(publish.Builder.AddPostgres("pg").Resource.PasswordParameter)).Length.ShouldBe(22);

        Path.Exists(publish.Builder.Configuration["Lab:Home"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_configured_password_is_taken_instead_of_a_generated_one()
    {
        run.Builder.Configuration["Parameters:pg-password"] = "chosen";

        (await ValueOf(run.Builder.AddPostgres("pg").Resource.PasswordParameter)).ShouldBe("chosen");
    }

    [Fact]
    public async Task A_default_is_used_where_nothing_is_configured_and_kept_when_asked_for()
    {
        var kept = run.Builder.AddParameter("kept", new GenerateParameterDefault { MinLength = 30 }, secret: true, persist: true);
        var next = DistributedApplication.CreateBuilder([$"--Lab:Home={run.Builder.Configuration["Lab:Home"]}"]);

        (await ValueOf(next.AddParameter("kept", new GenerateParameterDefault { MinLength = 30 }, persist: true))).ShouldBe(await ValueOf(kept));
        (await ValueOf(run.Builder.AddParameter("configured", new GenerateParameterDefault()))).ShouldBe("a");
    }

    [Fact]
    public async Task A_connection_string_is_configured_as_such()
    {
        run.Builder.Configuration["ConnectionStrings:db"] = "there";
        var connection = run.Builder.AddConnectionString("db");

        (await connection.Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken)).ShouldBe("there");
        (await Should.ThrowAsync<MissingParameterValueException>(async () =>
            await run.Builder.AddConnectionString("missing").Resource.GetConnectionStringAsync(TestContext.Current.CancellationToken))).Message.ShouldBe(
            "Connection string parameter resource could not be used because connection string 'missing' is missing.");
    }

    [Fact]
    public void What_is_not_known_yet_is_shown_as_waiting()
    {
        var snapshot = run.Builder.AddParameter("configured", secret: true).WithDescription("**What** for", enableMarkdown: true).Resource
            .Annotations.OfType<ResourceSnapshotAnnotation>().ShouldHaveSingleItem().InitialSnapshot;

        snapshot.ResourceType.ShouldBe("Parameter");
        snapshot.State!.Text.ShouldBe(KnownResourceStates.Waiting);
    }

    private static Task<string> ValueOf(IResourceBuilder<ParameterResource> parameter) => ValueOf(parameter.Resource);

    private static async Task<string> ValueOf(ParameterResource parameter) => (await parameter.GetValueAsync(TestContext.Current.CancellationToken))!;
}

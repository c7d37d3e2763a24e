using Lab.Hosting.Integrations.Containers;
using Lab.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Integrations.Tests;

public sealed class ContainerProbeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-runtime-").FullName;
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Without_a_runtime_it_says_what_to_install()
    {
        var availability = await Probe("/nonexistent/docker").CheckAsync("lab/x:1", Cancellation);

        availability.ShouldBe(new ContainerAvailability(false, "no container runtime is installed (install and start /nonexistent/docker)"));
    }

    [Fact]
    public async Task A_runtime_whose_engine_does_not_run_does_not_count()
    {
        var runtime = Runtime("exit 1");

        var availability = await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        availability.ShouldBe(new ContainerAvailability(false, $"{runtime} is installed but its engine does not run (start it)"));
    }

    [Fact]
    public async Task A_runtime_may_take_10_seconds_to_answer()
    {
        var (asked, go) = (Path.Combine(folder, "asked"), Path.Combine(folder, "go"));
        var check = Probe(Runtime($"case $1 in ps) touch '{asked}'; until test -e '{go}'; do sleep 0.02; done; exit 0;; *) exit 0;; esac")).CheckAsync("lab/x:1", Cancellation);
        await UntilAsync(() => File.Exists(asked));

        time.Advance(TimeSpan.FromSeconds(9));
        await File.WriteAllTextAsync(go, "", Cancellation);

        (await check).IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_runtime_that_does_not_answer_is_told_from_one_that_is_not_installed()
    {
        var asked = Path.Combine(folder, "asked");
        var runtime = Runtime($"touch '{asked}'; exec sleep 600");
        var check = Probe(runtime).CheckAsync("lab/x:1", Cancellation);
        await UntilAsync(() => File.Exists(asked));

        time.Advance(TimeSpan.FromSeconds(10));

        (await check).ShouldBe(new ContainerAvailability(false, $"{runtime} did not answer within 10 s"));
    }

    [Fact]
    public async Task An_image_that_is_present_is_not_fetched()
    {
        var runtime = Runtime("case $1 in ps|image) exit 0;; *) exit 9;; esac");

        var availability = await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        availability.ShouldBe(new ContainerAvailability(true, $"lab/x:1 by {runtime}, the image is present"));
    }

    [Fact]
    public async Task An_image_that_is_absent_is_fetched()
    {
        var runtime = Runtime("case $1 in ps) exit 0;; pull) test \"$2\" = lab/x:1; exit;; *) exit 1;; esac");

        var availability = await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        availability.ShouldBe(new ContainerAvailability(true, $"lab/x:1 by {runtime}, the image was fetched"));
    }

    [Fact]
    public async Task A_registry_that_is_not_found_is_named_by_its_cause()
    {
        var runtime = Runtime("case $1 in ps) exit 0;; pull) echo 'Error: pinging container registry: Get \"https://r/v2/\": dial tcp: lookup r: no such host' >&2; exit 125;; *) exit 1;; esac");

        var availability = await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        availability.ShouldBe(new ContainerAvailability(false, $"{runtime} cannot fetch lab/x:1: lookup r: no such host"));
    }

    [Fact]
    public async Task An_image_that_could_not_be_fetched_is_asked_for_again_after_a_quarter_of_an_hour()
    {
        var pulls = Path.Combine(folder, "pulls");
        var runtime = Runtime($"case $1 in ps) exit 0;; pull) echo $2 >> '{pulls}'; echo 'Error: dial tcp: no route' >&2; exit 125;; *) exit 1;; esac");
        await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        // The next start, a little later, and another image.
        var again = await Probe(runtime).CheckAsync("lab/x:1", Cancellation);
        await Probe(runtime).CheckAsync("lab/y:1", Cancellation);
        again.IsAvailable.ShouldBeFalse();
        again.Reason.ShouldContain("no route (seen ");
        time.Advance(TimeSpan.FromMinutes(16));
        await Probe(runtime).CheckAsync("lab/x:1", Cancellation);

        (await File.ReadAllLinesAsync(pulls, Cancellation)).ShouldBe(["lab/x:1", "lab/y:1", "lab/x:1"]);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_given_up_within_15_seconds()
    {
        var started = Path.Combine(folder, "started");
        var runtime = Runtime($"case $1 in ps) exit 0;; pull) touch '{started}'; exec sleep 600;; *) exit 1;; esac");
        var check = Probe(runtime).CheckAsync("lab/x:1", Cancellation);
        await UntilAsync(() => File.Exists(started));

        time.Advance(TimeSpan.FromSeconds(15));

        (await check).Reason.ShouldEndWith("its registry did not answer within 12 s");
    }

    [Fact]
    public async Task A_fetch_that_has_begun_may_take_its_time()
    {
        var (begun, go) = (Path.Combine(folder, "begun"), Path.Combine(folder, "go"));
        var runtime = Runtime($"case $1 in ps) exit 0;; pull) echo 'Copying blob sha256:1'; sleep 0.2; touch '{begun}'; until test -e '{go}'; do sleep 0.02; done; exit 0;; *) exit 1;; esac");
        var check = Probe(runtime).CheckAsync("lab/x:1", Cancellation);
        await UntilAsync(() => File.Exists(begun));

        time.Advance(TimeSpan.FromMinutes(5));
        await File.WriteAllTextAsync(go, "", Cancellation);

        (await check).IsAvailable.ShouldBeTrue();
    }

    private ContainerProbe Probe(string runtime) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ASPIRE_CONTAINER_RUNTIME"] = runtime }).Build(), new PullFailures(() => LabHome.Open(Path.Combine(folder, "home")), time), time);

    private string Runtime(string script) => ShellProgram.Write(folder, "runtime", script);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await tick.WaitForNextTickAsync(Cancellation);
        }
    }
}

"""Small programs that write metrics as real ones do: programs.py NAME. Beside them they note what they computed,
a line STREAM|NAME|STEP|VALUE each, in the file NAME of the folder $EXPECTED."""
import json
import os
import struct
import sys
import time

noted = open(os.path.join(os.environ["EXPECTED"], sys.argv[1]), "a")
stream = "stdout"


def note(name, step, value):
    """Gives the value back, for the program to write."""
    noted.write("%s|%s|%r|%r\n" % (stream, name, float(step), float(value)))
    return value


def loss(step, scale=1.0):
    return round(scale / (step + 1) + step * step * 0.0001, 6)


def to(name):
    global stream
    stream = name


def say(text, end="\n"):
    out = sys.stderr if stream == "stderr" else sys.stdout
    out.write(text + end)
    out.flush()


def opened(path, mode="w"):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    to("file:" + path)
    return open(path, mode)


# ---------------------------------------------------------------- files

def lightning():
    with opened("logs/version_0/metrics.csv") as out:
        out.write("epoch,step,train_loss,val_loss\n")
        for epoch in range(4):
            step = epoch * 100 + 49
            out.write("%d,%d,%r,\n" % (note("epoch", step, epoch), step, note("train_loss", step, loss(step))))
            step += 50
            out.write("%d,%d,,%r\n" % (note("epoch", step, epoch), step, note("val_loss", step, loss(step, 2))))


def yolo():
    names = ["train/box_loss", "metrics/mAP_0.5:0.95", "x/lr0"]
    with opened("runs/train/exp/results.csv") as out:
        out.write(",".join("%20s" % name for name in ["epoch"] + names) + "\n")
        for epoch in range(5):
            row = [note(name, epoch, round(loss(epoch, i + 1), 4)) for i, name in enumerate(names)]
            out.write("%20d," % epoch + ",".join("%20.5g" % cell for cell in row) + "\n")


def baselines():
    with opened("rl/progress.csv") as out:
        out.write("rollout/ep_rew_mean,time/total_timesteps,train/loss\n")
        for k in range(1, 4):
            step = 2048 * k
            last = "" if k == 1 else repr(note("train/loss", step, loss(k, 3)))
            out.write("%r,%d,%s\n" % (note("rollout/ep_rew_mean", step, 10.5 * k), step, last))


def spinning():
    with opened("spin/progress.txt") as out:
        out.write("Epoch\tAverageEpRet\tLossPi\n")
        for epoch in range(3):
            out.write("%d\t%r\t%r\n" % (epoch, note("AverageEpRet", epoch, 9.25 * epoch + 1),
                                        note("LossPi", epoch, -loss(epoch))))


def detectron():
    with opened("output/metrics.jsonl") as out:
        for step in range(19, 80, 20):
            out.write(json.dumps({"iteration": step, "total_loss": note("total_loss", step, loss(step)),
                                  "rpn/num_pos_anchors": note("rpn/num_pos_anchors", step, step / 4)}) + "\n")


def crc(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
    value ^= 0xFFFFFFFF
    return struct.pack("<I", ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def chunk(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data


def record(payload):
    length = struct.pack("<Q", len(payload))
    return length + crc(length) + payload + crc(payload)


def tensorboard():
    with opened("tb/events.out.tfevents.1700000000.node1.7.0", "wb") as out:
        to("file:tb/events.out.tfevents")       # the files of a folder are one run
        begun = b"\x09" + struct.pack("<d", 1700000000.0)
        out.write(record(begun + chunk(3, b"brain.Event:2")))
        for step in range(0, 1000, 200):
            exact = struct.unpack("<f", struct.pack("<f", loss(step)))[0]
            value = chunk(1, b"Loss/train") + b"\x15" + struct.pack("<f", note("Loss/train", step, exact))
            out.write(record(begun + b"\x10" + varint(step) + chunk(5, chunk(1, value))))


def transformers():
    history = []
    for step in range(10, 50, 10):
        history.append({"epoch": note("epoch", step, step / 40), "loss": note("loss", step, loss(step)), "step": step})
        with open("checkpoint.new", "w") as out:
            json.dump({"epoch": step / 40, "global_step": step, "log_history": history}, out, indent=2)
        os.replace("checkpoint.new", "trainer_state.json")
        time.sleep(0.7)


def sacred():
    with opened("sacred/1/metrics.json") as out:
        steps = [0, 10, 20]
        json.dump({"training.loss": {"steps": steps, "timestamps": ["2026-01-02T03:04:05.000006"] * 3,
                                     "values": [note("training.loss", step, loss(step)) for step in steps]}}, out)


def dvclive():
    with opened("dvclive/plots/metrics/train/acc.tsv") as out:
        out.write("step\ttrain/acc\n")
        for step in range(4):
            out.write("%d\t%r\n" % (step, note("train/acc", step, 0.5 + step / 8)))


def mlflow():
    with opened("mlruns/0/0a1b2c/metrics/accuracy") as out:
        for step in range(3):
            out.write("16568339854%02d %r %d\n" % (step, note("accuracy", step, 0.25 + step / 4), step))


def files():
    for write in lightning, yolo, baselines, spinning, detectron, tensorboard, sacred, dvclive, mlflow:
        write()
    to("file:trainer_state.json")
    transformers()


# ---------------------------------------------------------------- two streams of output each

def bars():
    say("Epoch 1/2\n", "")
    for epoch in (1, 2):
        if epoch == 2:
            say("Epoch 2/2")
        last = ""
        for done in (32, 64, 96):
            said = "%2d/96 [%s] - ETA: 1s - loss: %.4f" % (done, "=" * (done // 8), loss(done, 9))
            if done == 96:
                said = "96/96 [============] - 1s 9ms/step - loss: %r - val_loss: %r" % (
                    note("loss", epoch, loss(epoch)), note("val_loss", epoch, loss(epoch, 2)))
            say("\b" * len(last) + said, "")
            last = said
        say("")
    to("stderr")
    for done in range(1, 6):
        say("\r %3d%%|%-5s| %d/5 [00:0%d<00:0%d, 1.00it/s, loss=%r]"
            % (done * 20, "█" * done, done, done, 5 - done, note("loss", done, loss(done))), "")
    say("")


def trainers():
    for k in range(1, 4):
        epoch = k / 4
        say(str({"loss": note("loss", epoch, loss(k)), "learning_rate": note("learning_rate", epoch, 5e-05 / k),
                 "epoch": epoch}))
    to("stderr")
    for epoch in (1, 2):
        step = 362 * epoch
        say("2026-02-07 13:21:07 | INFO | train | epoch %03d | loss %r | ppl %r | num_updates %d" % (
            epoch, note("train/loss", step, loss(epoch, 9)), note("train/ppl", step, 700.5 / epoch), step))
        say("2026-02-07 13:22:09 | INFO | valid | epoch %03d | valid on 'valid' subset | loss %r | num_updates %d" % (
            epoch, note("valid/loss", step, loss(epoch, 8)), step))


def boosting():
    for k in range(4):
        say("[%d]\ttrain-rmse:%r\tvalid-rmse:%r" % (
            k, note("train-rmse", k, loss(k)), note("valid-rmse", k, loss(k, 2))))
    to("stderr")
    for k in range(1, 4):
        say("[%d]\tvalid_0's ndcg@1: %r\tvalid_0's ndcg@3: %r" % (
            k, note("valid_0's ndcg@1", k, loss(k)), note("valid_0's ndcg@3", k, loss(k, 2))))


def tables():
    for k in range(3):
        say("%d:\tlearn: %r\ttest: %r\tbest: %r (%d)\ttotal: 12ms\tremaining: 1s" % (
            k, note("learn", k, loss(k)), note("test", k, loss(k, 2)), note("best", k, loss(k, 2)), k))
    to("stderr")
    for k in (1, 2):
        step = 2048 * k
        say("-" * 34)
        say("| rollout/           |           |")
        say("|    ep_rew_mean     | %-9r |" % note("rollout/ep_rew_mean", step, 21.5 * k))
        say("| time/              |           |")
        say("|    total_timesteps | %-9d |" % step)
        say("-" * 34)


def molecules():
    say("LAMMPS (29 Aug 2024)\nPer MPI rank memory allocation (min/avg/max) = 3.1 | 3.1 | 3.1 Mbytes")
    say("   Step          Temp          PotEng")
    for step in (0, 50, 100):
        if step == 50:
            say("WARNING: Lost atoms: original 4000 current 3999 (src/thermo.cpp:494)")
        say("%10d   %-12r   %-12r" % (note("Step", step, step), note("Temp", step, 300 + step / 8),
                                     note("PotEng", step, -loss(step))))
    say("Loop time of 0.5 on 4 procs for 100 steps with 4000 atoms")
    to("stderr")
    for step in (0, 5000):
        say("           Step           Time\n%15d%15.5f\n" % (
            note("Step", step, step), note("Time", step, step / 500)))
        say("   Energies (kJ/mol)\n    Proper Dih.   Coulomb (SR) Pressure (bar)")
        say("%15.5e%15.5e%15.5e\n" % (note("Proper Dih.", step, 321 + step), note("Coulomb (SR)", step, -600.5),
                                      note("Pressure (bar)", step, 1.5)))


def atoms():
    say("ETITLE:      TS           BOND          TOTAL\n")
    for step in (0, 500):
        say("ENERGY: %7d %14.4f %14.4f\n" % (note("TS", step, step), note("BOND", step, 1651.5 + step),
                                             note("TOTAL", step, -150.25)))
    to("stderr")
    for k in (1, 2, 3):
        last = k == 3
        say("     iteration # %2d     ecut=    30.00 Ry     beta= 0.70" % k)
        energy = note("final_energy" if last else "total_energy", k, -15.5 - k / 8)
        say("%s    total energy              = %16.8f Ry" % ("!" if last else " ", energy))
        say("     estimated scf accuracy    < %16.8f Ry" % note("scf_accuracy", k, 0.25 / k / 2 ** k if k < 3 else 0.125))


def solvers():
    say("Create time\n")
    for k in (1, 2):
        now = k / 2
        say("Time = %r\n" % now)
        say("smoothSolver:  Solving for Ux, Initial residual = %r, Final residual = 0.001, No Iterations 2"
            % note("residual/Ux", now, loss(k)))
        say("GAMG:  Solving for p, Initial residual = 0.5, Final residual = 0.01, No Iterations 3")
        say("GAMG:  Solving for p, Initial residual = %r, Final residual = 0.01, No Iterations 2"
            % note("residual/p", now, loss(k, 0.5)))
        say("ExecutionTime = %r s  ClockTime = %d s\n" % (4.25 * k, 5 * k))
    to("stderr")
    for k in (1, 2):
        say(" SCF Done:  E(RB3LYP) =  %.10f     A.U. after   %d cycles" % (
            note("scf/energy", k, -79.75 - k / 64), 11 - k))
        say("         Item               Value     Threshold  Converged?")
        say(" Maximum Force            %.6f     0.000450     NO" % note("Maximum Force", k, round(1 / 64 / k, 6)))


def nets():
    for k in (1, 2):
        say("INFO:root:Epoch[0] Batch [%d]\tSpeed: %.2f samples/sec\tTrain-accuracy=%.6f" % (
            50 * k, note("Speed", 50 * k, 54.5 + k), note("Train-accuracy", 50 * k, 0.25 * k)))
    say("INFO:root:Epoch[0] Validation-accuracy=%.6f" % note("Validation-accuracy", 0, 0.9375))
    to("stderr")
    for step in (0, 500):
        say("I0821 09:21:09.346159  5405 solver.cpp:310] Iteration %d, Testing net (#0)" % step)
        say("I0821 09:21:09.431867  5405 solver.cpp:359]     Test net output #0: accuracy = %r"
            % note("test/accuracy", step, 0.25 + step / 1000))
        say("I0821 09:21:15.397500  5405 solver.cpp:222] Iteration %d (8.4 iter/s, 11.9s/100 iters), loss = %r"
            % (step, note("loss", step, loss(step))))
        say("I0821 09:21:15.397600  5405 sgd_solver.cpp:106] Iteration %d, lr = %r" % (step, note("lr", step, 0.01)))


# ---------------------------------------------------------------- what needs a configuration, and the program's own word

def declared():
    for epoch in (3, 4, 5):
        say("Epoch %d of 9: IoU=%r, saved; loss 7" % (epoch, note("iou", epoch, 0.125 * epoch)))
    with opened("run.txt") as out:
        out.write("Iter   Energy   Force\n")
        for k in (1, 2, 3):
            out.write("   %d    %r     %s\n" % (note("Iter", k, k), note("Energy", k, -2.5 - k / 4),
                                              ("%.2E" % note("Force", k, 0.5 / 2 ** k if k < 3 else 0.5)).replace("E", "D")))
        out.write("Done in 5 s\n   9    -3       0.1\n")
    with opened("energy.dat") as out:
        to("command:awk '{print \"energy\", $2}' < energy.dat")
        for k in (1, 2, 3):
            out.write("# %r\n" % note("energy", k - 1, 1.5 * k))


def reports():
    say("::neronet loss=%r step=12" % note("loss", 12, 0.3))
    say('::neronet {"acc": %r, "step": 13}' % note("acc", 13, 0.25))
    to("metrics")
    with open(os.environ["NERONET_METRICS"], "a") as out:
        out.write("score %r\n" % note("score", 0, 0.125))
        out.write("step=4 f1=%r\n" % note("f1", 4, 0.75))
        out.write('{"step": 5, "rec all": %r}\n' % note("rec all", 5, 0.5))
    import neronet
    neronet.log(step=6, depth=note("depth", 6, 2.5))
    os.system("neronet-report width %r --step 7" % note("width", 7, 8.5))


def original():
    to("command:my_reader read_line < stdout")
    for k in range(3):
        say("it %d err %r" % (k, note("err", k, loss(k, 5))))
    to("stdout")
    for k in range(3):
        note("err", k, loss(k, 5))
    with opened("out.txt") as out:
        to('command:my_reader read_file "a b" < out.txt')
        for k in range(3):
            out.write("%r\n" % note("a b", k, loss(k, 3)))


def stay(name):
    """Programs of a few milliseconds are over before anybody is beside them: until that file is there, at most 60 s."""
    path = os.path.join(os.environ["NERONET_DIR"], name)
    until = time.monotonic() + 60
    while not os.path.exists(path) and time.monotonic() < until:
        time.sleep(0.1)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
    noted.close()
    if sys.argv[1] == "declared":
        stay("command.1.out")
    if sys.argv[1] == "original":
        stay("command.1.out")
        stay("command.2.out")
